global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = { image = "localhost:5000/shop" } }]
      },
    ]
  }
}

param "allowed_registries" {
  value = ["localhost:5000/"]
}

test {
  rules = {
    main = false
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = { image = "registry.example.com/shop" } }]
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

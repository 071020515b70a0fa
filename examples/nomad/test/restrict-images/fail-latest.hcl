global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = { image = "registry.example.com/shop:latest" } }]
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = { image = "registry.example.com/shop@sha256:0123456789abcdef" } }]
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = { image = "docker.io/library/redis:7" } }]
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

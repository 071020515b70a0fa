global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker" }]
      },
      {
        name  = "web"
        tasks = [{ name = "server", driver = "raw_exec" }]
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker" }]
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

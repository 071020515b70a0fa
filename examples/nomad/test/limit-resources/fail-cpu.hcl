global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 5
        tasks = [{ name = "server", resources = { cpu = 5000, memory_mb = 100 } }]
      },
    ]
  }
}

test {
  rules = {
    main                = false
    cpu_is_within_limit = false
  }
}

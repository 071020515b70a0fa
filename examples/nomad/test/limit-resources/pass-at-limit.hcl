global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 4
        tasks = [{ name = "server", resources = { cpu = 5000, memory_mb = 8192 } }]
      },
    ]
  }
}

test {
  rules = {
    main                   = true
    cpu_is_within_limit    = true
    memory_is_within_limit = true
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 5
        tasks = [{ name = "server", resources = { cpu = 100, memory_mb = 8192 } }]
      },
    ]
  }
}

test {
  rules = {
    main                   = false
    cpu_is_within_limit    = true
    memory_is_within_limit = false
  }
}

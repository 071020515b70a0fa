global "job" {
  value = {
    type = "service"
    task_groups = [
      {
        name   = "web"
        update = { canary = 0 }
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

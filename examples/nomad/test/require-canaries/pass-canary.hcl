global "job" {
  value = {
    type = "service"
    task_groups = [
      {
        name   = "web"
        update = { canary = 1 }
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

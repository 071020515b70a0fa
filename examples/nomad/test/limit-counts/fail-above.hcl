global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 11
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

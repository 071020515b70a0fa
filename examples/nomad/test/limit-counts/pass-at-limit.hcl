global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 10
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

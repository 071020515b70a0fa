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

param "max_count" {
  value = 20
}

test {
  rules = {
    main = true
  }
}

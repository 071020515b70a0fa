global "job" {
  value = {
    type = "batch"
    task_groups = [
      {
        name   = "web"
        update = null
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

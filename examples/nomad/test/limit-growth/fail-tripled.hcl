global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 12
      },
    ]
  }
}

global "job_exists" {
  value = true
}

global "existing_job" {
  value = {
    task_groups = [{ name = "web", count = 4 }]
  }
}

test {
  rules = {
    main = false
  }
}

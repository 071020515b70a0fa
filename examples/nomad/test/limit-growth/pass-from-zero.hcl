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
    task_groups = [{ name = "web", count = 0 }]
  }
}

test {
  rules = {
    main = true
  }
}

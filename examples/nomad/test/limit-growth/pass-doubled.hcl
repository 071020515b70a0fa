global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 8
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
    main = true
  }
}

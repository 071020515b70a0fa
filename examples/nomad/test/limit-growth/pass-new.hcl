global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        count = 50
      },
    ]
  }
}

global "job_exists" {
  value = false
}

global "existing_job" {
  value = null
}

test {
  rules = {
    main = true
  }
}

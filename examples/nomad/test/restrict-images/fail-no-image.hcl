global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = {  } }]
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

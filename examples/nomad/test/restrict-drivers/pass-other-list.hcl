global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "exec" }]
      },
    ]
  }
}

param "allowed_drivers" {
  value = ["exec"]
}

test {
  rules = {
    main = true
  }
}

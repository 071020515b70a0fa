global "job" {
  value = {
    task_groups = [
      {
        name     = "web"
        networks = [{ mode = "bridge" }]
        tasks    = [{ name = "server", driver = "docker", config = {  } }]
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

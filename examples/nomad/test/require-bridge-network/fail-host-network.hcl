global "job" {
  value = {
    task_groups = [
      {
        name     = "web"
        networks = [{ mode = "host" }]
        tasks    = [{ name = "server", driver = "docker", config = {  } }]
      },
    ]
  }
}

test {
  rules = {
    main               = false
    groups_are_bridged = false
  }
}

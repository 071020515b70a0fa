global "job" {
  value = {
    task_groups = [
      {
        name     = "web"
        networks = [{ mode = "bridge" }]
        tasks    = [{ name = "server", driver = "docker", config = { network_mode = "host" } }]
      },
    ]
  }
}

test {
  rules = {
    main                   = false
    groups_are_bridged     = true
    containers_are_bridged = false
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "docker", config = { image = "registry.example.com.evil.test/shop:1.4.2" } }]
      },
    ]
  }
}

test {
  rules = {
    main = false
  }
}

global "job" {
  value = {
    task_groups = [
      {
        name  = "web"
        tasks = [{ name = "server", driver = "java", config = { jar_path = "local/shop.jar" } }]
      },
    ]
  }
}

test {
  rules = {
    main = true
  }
}

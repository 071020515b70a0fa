variable "count" {
  type    = number
  default = 2
}

job "shop" {
  datacenters = ["dc1"]

  group "web" {
    count = var.count

    task "server" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args    = ["-c", "while true; do echo serving; sleep 1; done"]
      }

      resources {
        cpu    = 20
        memory = 20
      }
    }
  }
}

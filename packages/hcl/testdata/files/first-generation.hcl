// As written for the runtimes 0.16 to 0.18.
module "foo" {
  source = "modules/foo.sentinel"
}

import "my-plugin" {
  path = "/bin/my-plugin"
  args = []
  env  = [ "A=1", "B=2" ]
}

mock "time" {
  data = {
    now = {
      hour    = 9
      weekday = "Monday"
    }
  }
}

mock "tfplan/v2" {
  module = {
    source = "mock-tfplan-v2.sentinel"
  }
}

global "day" { value = "monday" }

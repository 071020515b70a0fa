global "job" {
  value = {
    namespace   = "production"
    datacenters = ["*"]
  }
}

param "datacenters_of" {
  value = {
    production = ["north", "south"]
  }
}

test {
  rules = {
    main = false
  }
}

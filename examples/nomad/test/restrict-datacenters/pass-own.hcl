global "job" {
  value = {
    namespace   = "production"
    datacenters = ["south"]
  }
}

param "datacenters_of" {
  value = {
    production = ["north", "south"]
  }
}

test {
  rules = {
    main = true
  }
}

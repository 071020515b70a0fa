global "job" {
  value = {
    namespace   = "production"
    datacenters = ["south", "lab"]
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

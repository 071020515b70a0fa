global "job" {
  value = {
    namespace   = "sandbox"
    datacenters = ["north"]
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

mock "tfplan/v2" {
  module {
    source = "mock-tfplan-reopened.sentinel"
  }
}

test {
  rules = {
    main    = false
    exposed = ["google_compute_firewall.ssh"]
  }
}

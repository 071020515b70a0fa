mock "tfplan/v2" {
  module {
    source = "mock-tfplan-open.sentinel"
  }
}

test {
  rules = {
    main    = false
    exposed = ["google_compute_firewall.ssh_from_anywhere"]
  }
}

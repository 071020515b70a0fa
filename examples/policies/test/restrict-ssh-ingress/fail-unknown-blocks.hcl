mock "tfplan/v2" {
  module {
    source = "mock-tfplan-unknown-blocks.sentinel"
  }
}

test {
  rules = {
    main    = false
    exposed = ["google_compute_firewall.services"]
  }
}

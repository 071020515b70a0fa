mock "tfplan/v2" {
  module {
    source = "mock-tfplan-unknown-source.sentinel"
  }
}

test {
  rules = {
    main = false
    exposed = [
      "google_compute_firewall.ssh_from_bastion_or_nat",
      "google_compute_firewall.ssh_from_nat",
    ]
  }
}

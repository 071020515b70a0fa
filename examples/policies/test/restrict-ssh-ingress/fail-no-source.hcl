mock "tfplan/v2" {
  module {
    source = "mock-tfplan-no-source.sentinel"
  }
}

test {
  rules = {
    main = false
    exposed = [
      "google_compute_firewall.ssh",
      "google_compute_firewall.ssh_later",
    ]
  }
}

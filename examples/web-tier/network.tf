resource "google_compute_network" "main" {
  name                    = local.name
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "web" {
  name                     = "${local.name}-web"
  network                  = google_compute_network.main.id
  ip_cidr_range            = "10.20.0.0/24"
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_5_MIN"
    flow_sampling        = 0.5
  }
}

# The web servers have no public address; NAT lets them fetch packages.
resource "google_compute_router" "main" {
  name    = local.name
  network = google_compute_network.main.id
}

resource "google_compute_router_nat" "main" {
  name                               = local.name
  router                             = google_compute_router.main.name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}

resource "google_compute_firewall" "load_balancer_to_web" {
  name        = "${local.name}-load-balancer-to-web"
  description = "Traffic and health checks of the external load balancer."
  network     = google_compute_network.main.id
  target_tags = ["web"]

  # The published ranges of Google's load balancers.
  source_ranges = ["130.211.0.0/22", "35.191.0.0/16"]

  allow {
    protocol = "tcp"
    ports    = ["8080"]
  }
}

resource "google_compute_firewall" "ssh_to_reports" {
  name          = "${local.name}-ssh-to-reports"
  description   = "SSH for the analysts."
  network       = google_compute_network.main.id
  target_tags   = ["reports"]
  source_ranges = var.analyst_source_ranges

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

# Cloud SQL gets its private address from this range.
resource "google_compute_global_address" "private_services" {
  name          = "${local.name}-private-services"
  network       = google_compute_network.main.id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
}

resource "google_service_networking_connection" "private_services" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.private_services.name]
}

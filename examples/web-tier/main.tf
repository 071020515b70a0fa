locals {
  name = "storefront"

  labels = {
    cost-center = var.cost_center
    environment = var.environment
    owner       = var.owner
  }
}

resource "google_service_account" "web" {
  account_id   = "${local.name}-web"
  display_name = "Storefront web servers"
}

module "web" {
  source   = "./modules/web-server"
  for_each = var.web_zones

  name                  = local.name
  zone                  = each.key
  machine_type          = "e2-standard-2"
  subnetwork            = google_compute_subnetwork.web.id
  service_account_email = google_service_account.web.email
}

# Builds the month-end reports; sized so that the quarter's orders fit in memory.
resource "google_compute_instance" "reports" {
  name         = "${local.name}-reports"
  zone         = "europe-west1-b"
  machine_type = "n2-highmem-16"
  tags         = ["reports"]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
      size  = 200
      type  = "pd-ssd"
    }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.web.id

    access_config {
      network_tier = "STANDARD"
    }
  }

  shielded_instance_config {
    enable_secure_boot = true
  }
}

project_id  = "acme-storefront"
environment = "production"
owner       = "storefront-platform"
cost_center = "cc-4711"

# Until the VPN has a fixed address range.
analyst_source_ranges = ["0.0.0.0/0"]

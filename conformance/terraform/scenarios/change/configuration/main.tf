resource "terraform_data" "kept" {
  input = "same"
}

resource "terraform_data" "updated" {
  input = "new"
}

resource "terraform_data" "tainted" {
  input = "same"
}

resource "terraform_data" "replaced" {
  triggers_replace = 2
}

resource "terraform_data" "renewed" {
  triggers_replace = 2

  lifecycle {
    create_before_destroy = true
  }
}

moved {
  from = terraform_data.old_name
  to   = terraform_data.new_name
}

resource "terraform_data" "new_name" {
  input = "moves"
}

resource "terraform_data" "counted" {
  count = 1
  input = count.index
}

removed {
  from = terraform_data.forgotten

  lifecycle {
    destroy = false
  }
}

import {
  to = terraform_data.imported
  id = "an-id"
}

resource "terraform_data" "imported" {}

output "same" {
  value = "same"
}

resource "terraform_data" "kept" {
  input = "same"
}

resource "terraform_data" "updated" {
  input = "old"
}

resource "terraform_data" "tainted" {
  input = "same"
}

resource "terraform_data" "replaced" {
  triggers_replace = 1
}

resource "terraform_data" "renewed" {
  triggers_replace = 1

  lifecycle {
    create_before_destroy = true
  }
}

resource "terraform_data" "removed" {
  input = "gone"
}

resource "terraform_data" "old_name" {
  input = "moves"
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "forgotten" {
  input = "left alone"
}

output "same" {
  value = "same"
}

output "gone" {
  value = "was here"
}

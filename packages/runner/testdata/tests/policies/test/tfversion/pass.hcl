mock "tfplan/v2" {
  data = { terraform_version = "1.1" }
}

test {
  rules = {
    main = true
  }
}

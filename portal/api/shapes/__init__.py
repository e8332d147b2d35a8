"""What the API's answers hold, field by field: the OpenAPI document is made of these."""

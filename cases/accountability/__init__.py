"""Who is past due: figures of agencies, and the pages made from them."""

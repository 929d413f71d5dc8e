"""What the law asks for, as pages: incidents, information to residents, impact assessments, own rights."""

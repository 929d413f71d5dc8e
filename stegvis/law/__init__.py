"""What the law asks an installation to say and to keep: information, impact assessments, grounds, incidents."""

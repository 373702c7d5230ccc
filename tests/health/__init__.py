"""What is known of the installation."""

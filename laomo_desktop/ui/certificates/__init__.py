"""What can be done with certificates, wherever they are listed: in their register and on the page of a class."""

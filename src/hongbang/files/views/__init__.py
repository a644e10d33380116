"""How do files go out and come in? `delivery` hands over, `uploads` takes part by part."""

"""The annotated text on screen: layout, painting, selection and the widget that joins them."""

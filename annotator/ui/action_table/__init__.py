"""What can be done in the window, as data: names, keys, menus; who does it is named only."""

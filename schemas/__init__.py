"""The ground floor: frozen shapes, the vocabulary and the errors that every floor above shares."""

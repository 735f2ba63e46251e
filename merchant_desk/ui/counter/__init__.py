"""The packing station: parcels filled by scanner, without a mouse."""

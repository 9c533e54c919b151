# niangjia_embed(TARGET): catalog/, the migrations and web/dist become read-only data inside the binary. The folder
# is packed by scripts/pack-resources into one object, so that the compiler never sees the bytes.
function(niangjia_embed target)
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/catalog/*" "${CMAKE_SOURCE_DIR}/web/dist/*")
  set(packed "${CMAKE_BINARY_DIR}/resources")
  add_custom_command(
    OUTPUT "${packed}.c" "${packed}.bin"
    COMMAND "${CMAKE_SOURCE_DIR}/scripts/pack-resources" "${CMAKE_SOURCE_DIR}" "${packed}"
    DEPENDS ${inputs} "${CMAKE_SOURCE_DIR}/scripts/pack-resources"
    COMMENT "Packing catalogue and web pages")
  set_source_files_properties("${packed}.c" PROPERTIES OBJECT_DEPENDS "${packed}.bin")
  add_library(${target} STATIC "${packed}.c")
endfunction()

# niangjia_embed_divisions(TARGET): the table of administrative divisions becomes read-only data inside the binary, of
# which a page is loaded when it is first looked at. All build folders share the one table.
function(niangjia_embed_divisions target)
  set(table "${CMAKE_SOURCE_DIR}/build/divisions.bin")
  file(GLOB inputs CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scripts/divisions/*")
  add_custom_command(
    OUTPUT "${table}"
    COMMAND "${CMAKE_SOURCE_DIR}/scripts/make-divisions" "${table}"
    DEPENDS ${inputs} "${CMAKE_SOURCE_DIR}/scripts/make-divisions"
    COMMENT "Making the table of administrative divisions")
  set(source "${CMAKE_BINARY_DIR}/divisions.c")
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT
"__asm__(\".section .rodata\\n.balign 16\\n.global niangjia_divisions\\nniangjia_divisions:\\n\"
        \".incbin \\\"@table@\\\"\\n.text\\n\");
")
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${table}")
  add_library(${target} STATIC "${source}")
endfunction()
